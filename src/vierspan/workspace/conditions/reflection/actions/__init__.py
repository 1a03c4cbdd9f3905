"""What is done with rounds, boards and improvements; what somebody answers is in answering."""
