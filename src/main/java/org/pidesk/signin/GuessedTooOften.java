package org.pidesk.signin;

/** The present password was wrong too often in one session, which is over. */
public class GuessedTooOften extends RuntimeException {}
