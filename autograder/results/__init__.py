"""What people read: tables, feedback, exports, similar answers."""
