package org.pidesk.engine;

import java.util.Optional;
import java.util.Set;

/** Says with which incident a case is marked at every activity where it waits, so that Cockpit counts and shows it there. */
public interface CaseMarks {
    /** @param message what is wrong, without anything personal */
    record Mark(String incidentType, String message) {}

    /** All types of incident that are marks: no other incident is touched. */
    Set<String> types();

    Optional<Mark> of(String businessKey);
}
