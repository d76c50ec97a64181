package org.pidesk.request;

import java.time.Instant;

/** What a member of staff noted on a case, for the others. */
public record CaseNote(String text, String by, Instant at) {}
