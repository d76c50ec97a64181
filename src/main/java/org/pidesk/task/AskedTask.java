package org.pidesk.task;

import java.util.UUID;
import org.pidesk.kernel.Reference;

/**
 * A user task and what it is about.
 *
 * @param key its activity id: {@code userTask_deIdentifyAtSystem}
 * @param reference of the case, the campaign, the alert to which it belongs
 * @param system null unless it asks one system
 * @param insteadOf the colleague in whose place it is answered; null where somebody answers for themselves
 */
public record AskedTask(String key, Reference reference, UUID system, String insteadOf) {
    public AskedTask(String key, Reference reference, UUID system) {
        this(key, reference, system, null);
    }
}
