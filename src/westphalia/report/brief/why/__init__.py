"""Why two states are together or at odds, what limits them, and what it means for others: reasons, weighed, and the sections made of them."""
