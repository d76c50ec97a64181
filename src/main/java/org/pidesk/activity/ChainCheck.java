package org.pidesk.activity;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.pidesk.activity.CursoredReader.Link;

/** Follows the chain of each case from its first fact to its end, and names the first bad fact of each. */
final class ChainCheck {
    private static final Pattern REFERENCE = Pattern.compile("PI(-[0-9A-Z]{4}){3}");

    private final Faults faults;
    private Link last;
    private boolean broken;
    private long facts;

    ChainCheck(Faults faults) {
        this.faults = faults;
    }

    long facts() {
        return facts;
    }

    void next(Link link) {
        facts++;
        if (last != null && !last.row().reference().equals(link.row().reference())) {
            end();
        }
        var before = last == null ? null : last.row();
        last = link;
        check(before, link.row());
    }

    /** The end of the last chain. */
    void end() {
        if (last != null && !last.isTheEnd()) {
            fault(last.row().reference(), "does not end with fact " + last.row().number() + ".");
        }
        last = null;
        broken = false;
    }

    void endOfNothing(String reference) {
        fault(reference, "has lost all its facts.");
        broken = false;
    }

    private void check(Row before, Row row) {
        var expected = before == null ? 1 : before.number() + 1;
        var previous = before == null ? new byte[0] : before.hash();
        if (row.number() > expected) {
            fault(row.reference(), "has no fact " + expected + ".");
        } else if (row.number() < expected) {
            fault(row.reference(), "has a fact " + row.number() + " that does not belong there.");
        } else if (!Arrays.equals(row.previous(), previous) || !Arrays.equals(row.hash(), row.reckoned())) {
            fault(row.reference(), "has a fact " + row.number() + " that is not as it was written.");
        }
    }

    private void fault(String reference, String what) {
        if (!broken) {
            var safe = REFERENCE.matcher(reference).matches() ? reference : "of an unreadable name";
            faults.add("Case " + safe + " " + what);
        }
        broken = true;
    }
}
