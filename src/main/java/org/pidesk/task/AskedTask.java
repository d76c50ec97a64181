package org.pidesk.task;

import java.util.UUID;
import org.pidesk.kernel.Reference;

/**
 * A user task and what it is about.
 *
 * @param key its activity id: {@code userTask_deIdentifyAtSystem}
 * @param reference of the case, the campaign, the alert to which it belongs
 * @param system null unless it asks one system
 */
public record AskedTask(String key, Reference reference, UUID system) {}
