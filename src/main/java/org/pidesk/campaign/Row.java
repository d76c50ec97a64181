package org.pidesk.campaign;

/** A line of a list that was read without a flaw. */
record Row(int line, Person person, Source source, boolean minor) {}
