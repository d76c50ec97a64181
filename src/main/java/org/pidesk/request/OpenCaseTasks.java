package org.pidesk.request;

import java.util.List;
import java.util.Set;
import org.pidesk.kernel.Reference;

/** The tasks of staff, which the engine keeps: the rest of this module knows no engine. */
public interface OpenCaseTasks {
    /** How many tasks of these cases wait for somebody. */
    int count(List<Reference> cases);

    /** The user names of those who have taken an open task of this case. */
    Set<String> assignees(Reference reference);
}
