package org.pidesk.sla;

/** A day was declared a holiday, or is none any more: what was reckoned before may be wrong now. */
public record HolidaysChanged() {}
