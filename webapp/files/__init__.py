"""Files that hang on conversations and trainings, kept where those of Förderakten are."""
