package org.pidesk.bench;

/** One who carries cases from their start to their end. */
interface Contestant {
    String name();

    /** The database it writes to, so that its statements can be told from the others'. */
    String database();

    /** What does not count: making the people who will ask. */
    default void prepare(Play play, int cases) {}

    /** Carries this many cases through, with every task of staff completed. */
    void carryThrough(Play play, int cases);
}
