package org.pidesk.operator;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface SystemRepository extends JpaRepository<ProcessingSystem, UUID> {
    List<ProcessingSystem> findByOrganisationAndActiveTrueOrderByKindAscNameAsc(String organisation);
}
