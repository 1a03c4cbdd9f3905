"""The library wing: records of one network in, measures, findings and reports out. No Django here."""
