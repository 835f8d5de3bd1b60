"""What is known of words: which stand for each other, how they sound, which characters make one."""
