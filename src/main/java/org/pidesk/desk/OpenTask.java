package org.pidesk.desk;

import java.util.UUID;
import org.pidesk.kernel.Reference;

/**
 * A task that waits for its answer, seen by somebody who may see it.
 *
 * @param key its activity id
 * @param system null unless it asks one system
 * @param answerable whether the one who looks may answer it
 */
record OpenTask(String id, String key, Reference reference, UUID system, boolean answerable) {}
