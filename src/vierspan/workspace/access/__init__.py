"""Who may do what: the only place that says so. Pure, without a database."""
