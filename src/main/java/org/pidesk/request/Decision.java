package org.pidesk.request;

/** Whether a lawful ground keeps something of what is to be removed (sections 11(2)(b) and 14). */
public enum Decision {
    NOTHING_HOLDS,
    PART_HOLDS,
    ALL_HOLDS
}
