"""What a leader does with a survey; what a voice does is in answering."""
