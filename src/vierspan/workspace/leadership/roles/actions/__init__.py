"""What one does with roles: giving them, standing behind them, passing them on, and naming the core."""
