"""The builders of the tables of the edition, one module a subject."""
