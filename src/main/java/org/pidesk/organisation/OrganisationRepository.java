package org.pidesk.organisation;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface OrganisationRepository extends JpaRepository<Organisation, String> {
    @Query("select o from Organisation o join o.sites site where site = :host")
    Optional<Organisation> findBySite(String host);
}
