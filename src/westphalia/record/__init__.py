"""What happened: the edition's typed tables, state identity, provenance and coverage."""
