package org.pidesk.operator;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface SystemRepository extends JpaRepository<ProcessingSystem, UUID> {
    @Query("select s from ProcessingSystem s where s.organisation = :organisation"
            + " order by s.particulars.kind, lower(s.particulars.name)")
    List<ProcessingSystem> findOf(String organisation);

    /** The entry, for this transaction alone: whoever else wants to change it waits. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from ProcessingSystem s where s.id = :id and s.organisation = :organisation")
    Optional<ProcessingSystem> lock(UUID id, String organisation);

    @Query(
            nativeQuery = true,
            value = "select s.* from processing_system s join system_asked a on a.system = s.id"
                    + " where a.reference = :reference order by s.kind, lower(s.name)")
    List<ProcessingSystem> findAsked(String reference);
}
