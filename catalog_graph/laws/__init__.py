"""Laws: their standing, what rests on them, their networks, and a picture of both."""
