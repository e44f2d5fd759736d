"""What it does to others: small models of trade, markets, balance and unrest, over snapshots and parameters."""
