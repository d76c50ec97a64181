package org.pidesk.request;

/** How late a case is, from the first reminder to the breach; each is climbed once, and in this order. */
public enum Rung {
    /** Half of the time from receipt to the last day is gone: who has it is reminded. */
    HALF,
    /** Four fifths of it are gone: the compliance managers are told. */
    AT_RISK,
    /** The last working day on or before the last day is over. */
    WORKING_DEADLINE,
    /** The last day is over: the Information Officer is told. */
    BREACHED
}
