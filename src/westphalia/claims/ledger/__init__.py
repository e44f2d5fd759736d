"""A ledger of forecasts that can be lost: of outcomes whose lists also know a no, dated, hashed, and scored when they fall due."""
