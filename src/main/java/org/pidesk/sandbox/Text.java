package org.pidesk.sandbox;

import java.time.Instant;

/** A text message that arrived, put together again where it came in parts. */
record Text(long n, Instant at, String to, String from, String text) {}
