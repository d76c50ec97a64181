package org.pidesk.desk;

import org.pidesk.task.AskedTask;

/**
 * A task that waits for its answer, seen by somebody who may see it.
 *
 * @param answerable whether the one who looks may answer it
 */
record OpenTask(String id, AskedTask asked, boolean answerable) {}
