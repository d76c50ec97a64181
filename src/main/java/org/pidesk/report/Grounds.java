package org.pidesk.report;

import java.util.Optional;
import java.util.stream.Stream;
import org.pidesk.request.RefusalReason;

/** The grounds of refusals, in words. One that is not known any more is said as it was kept. */
final class Grounds {
    /** A look-up that the organisation ended, because nobody asked for their own information. */
    static final String ABUSE = "ABUSE";

    private Grounds() {}

    static String words(String ground) {
        if (ground == null) {
            return "No ground was noted";
        }
        if (ground.equals(ABUSE)) {
            return "Ended as an abuse";
        }
        return find(ground).map(RefusalReason::words).map(Grounds::sentence).orElse(ground);
    }

    static String law(String ground) {
        return find(ground).map(RefusalReason::law).orElse(null);
    }

    private static Optional<RefusalReason> find(String ground) {
        return Stream.of(RefusalReason.values())
                .filter(reason -> reason.name().equals(ground))
                .findFirst();
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
