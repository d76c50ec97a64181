package org.pidesk.engine;

import java.util.Set;

/** The expressions that Tasklist's own filters hold: the only ones that a query may bring along. */
public final class QueryExpressions {
    /** Who is looking. */
    public static final String ME = "${currentUser()}";
    /** The groups of who is looking. */
    public static final String MY_GROUPS = "${currentUserGroups()}";
    /** Three days from now. */
    public static final String SOON = "${dateTime().plusDays(3)}";

    static final Set<String> ALL = Set.of(ME, MY_GROUPS, SOON);

    private QueryExpressions() {}
}
