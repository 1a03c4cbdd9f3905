"""How a gathering is prepared and held: programme, guests, date, check-in, takeaways."""
