package org.pidesk.desk;

import org.pidesk.task.AskedTask;

/**
 * A task that waits for its answer, seen by somebody who may see it.
 *
 * @param assignee who has it; null while nobody has
 * @param answerable whether the one who looks may answer it
 */
record OpenTask(String id, String name, AskedTask asked, String assignee, boolean answerable) {}
