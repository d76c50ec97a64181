package org.pidesk.activity;

import java.util.List;

/**
 * What a check of the activity log found.
 *
 * @param facts how many facts were read
 * @param seals how many seals were read
 * @param faults a sentence for each thing that is not as it was written; empty when all is well
 */
public record Verification(long facts, long seals, List<String> faults) {
    public boolean passed() {
        return faults.isEmpty();
    }
}
