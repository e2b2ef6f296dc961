"""What is done with strangers' files in processes of their own: reviewed, compared, checked before publishing."""
