package org.pidesk.contact;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface ContactRepository extends JpaRepository<Contact, UUID> {
    List<Contact> findByOrganisationAndEmailOrderByNumber(String organisation, String email);

    List<Contact> findByOrganisationAndMobileOrderByNumber(String organisation, String mobile);
}
