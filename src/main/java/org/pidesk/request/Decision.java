package org.pidesk.request;

/** Whether another lawful ground keeps something after consent was withdrawn (sections 11(2)(b) and 14). */
public enum Decision {
    NOTHING_HOLDS,
    PART_HOLDS,
    ALL_HOLDS
}
