"""Who the network is to others: name, logo, public page, and what is said outside."""
