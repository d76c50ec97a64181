package org.pidesk.cockpit;

/** Open cases that have something in common: a row of the figures. */
interface Counted {
    /** What they have in common, as the address of their list says it: a type of request or a system; empty for all. */
    String of();

    String name();

    long open();

    long dueSoon();

    long atRisk();

    long breached();

    default long in(Standing standing) {
        return switch (standing) {
            case OPEN -> open();
            case DUE_SOON -> dueSoon();
            case AT_RISK -> atRisk();
            case BREACHED -> breached();
        };
    }
}
