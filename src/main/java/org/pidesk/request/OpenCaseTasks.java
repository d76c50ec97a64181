package org.pidesk.request;

import java.util.List;
import org.pidesk.kernel.Reference;

/** The tasks of staff, which the engine keeps: the rest of this module knows no engine. */
public interface OpenCaseTasks {
    /** How many tasks of these cases wait for somebody. */
    int count(List<Reference> cases);
}
