package org.pidesk.engine;

import java.util.Set;

/** The expressions that Tasklist's own filters hold: the only ones that a query may bring along. */
public final class QueryExpressions {
    /** Who is looking. */
    public static final String ME = "${currentUser()}";
    /** The groups of who is looking. */
    public static final String MY_GROUPS = "${currentUserGroups()}";
    /** Now. */
    public static final String NOW = "${now()}";
    /** When the last day of this week is over. */
    public static final String END_OF_WEEK = "${week.end()}";

    static final Set<String> ALL = Set.of(ME, MY_GROUPS, NOW, END_OF_WEEK);

    private QueryExpressions() {}
}
