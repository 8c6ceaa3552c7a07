"""Acts: how attributions were drawn, what their readers were told, and their labels."""
