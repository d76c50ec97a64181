package org.pidesk.operator;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface SystemRepository extends JpaRepository<ProcessingSystem, UUID> {
    List<ProcessingSystem> findByOrganisationAndActiveTrueOrderByKindAscNameAsc(String organisation);

    @Query(
            nativeQuery = true,
            value = "select s.* from processing_system s join system_asked a on a.system = s.id"
                    + " where a.reference = :reference order by s.kind, s.name")
    List<ProcessingSystem> findAsked(String reference);
}
