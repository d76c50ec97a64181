package org.pidesk.contact;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ContactRepository extends JpaRepository<Contact, UUID> {
    List<Contact> findByOrganisationAndEmailOrderByNumber(String organisation, String email);

    List<Contact> findByOrganisationAndMobileOrderByNumber(String organisation, String mobile);

    @Query("select c.id from Contact c where c.organisation = :organisation and c.email = :email order by c.id")
    List<UUID> idsByEmail(String organisation, String email);

    @Query("select c.id from Contact c where c.organisation = :organisation and c.mobile = :mobile order by c.id")
    List<UUID> idsByMobile(String organisation, String mobile);

    Optional<Contact> findByOrganisationAndNumber(String organisation, long number);

    List<Contact> findByOrganisationAndPseudonymIn(String organisation, Collection<UUID> pseudonyms);
}
