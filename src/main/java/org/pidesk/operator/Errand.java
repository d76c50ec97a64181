package org.pidesk.operator;

/** What staff are sent to a system for; the register tells them how it is done there. */
public enum Errand {
    LOOK_UP,
    CHANGE,
    DE_IDENTIFY
}
