"""The ledger of acts: what was done, by whom, for which party, when, on what."""
