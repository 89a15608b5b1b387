"""What moves under the sliders of notebook 03."""
