package org.pidesk.organisation;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface OrganisationRepository extends JpaRepository<Organisation, String> {
    /** The organisation, for this transaction alone: whoever else wants to change it waits. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Organisation o where o.id = :id")
    Optional<Organisation> lock(String id);

    @Query("select o from Organisation o join o.sites site where site = :host")
    Optional<Organisation> findBySite(String host);
}
