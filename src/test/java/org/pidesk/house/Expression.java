package org.pidesk.house;

import java.util.Optional;
import java.util.regex.Pattern;

/** The few forms of expression that a model may hold: a step of a bean, or one of our own variables. */
record Expression(String bean, String method, int arity) {
    private static final String ARGUMENT =
            "(?:execution|task|execution\\.processBusinessKey|reference|system|nrOf\\w*Instances|loopCounter|'[\\w-]*'|\\d+)";
    /** What a called process gets for its business key: that of its caller. */
    static final String BUSINESS_KEY = "${execution.processBusinessKey}";

    private static final Pattern CALL =
            Pattern.compile("[$#]\\{(?:not |!)?(?!execution|task)([a-z]\\w*)\\.([a-z]\\w*)\\(((?:" + ARGUMENT + "(?:, ?"
                    + ARGUMENT + ")*)?)\\)}");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{(?:(?:not |!)?[a-z]\\w*|[a-z]\\w* (?:==|!=) '[A-Za-z_]+')}");

    static boolean isAllowed(String text) {
        return CALL.matcher(text).matches() || VARIABLE.matcher(text).matches() || text.equals(BUSINESS_KEY);
    }

    static Optional<Expression> callIn(String text) {
        var call = CALL.matcher(text);
        if (!call.matches()) {
            return Optional.empty();
        }
        var arguments = call.group(3);
        return Optional.of(
                new Expression(call.group(1), call.group(2), arguments.isEmpty() ? 0 : arguments.split(",").length));
    }
}
