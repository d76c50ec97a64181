package org.pidesk.contact;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface LeadRepository extends JpaRepository<Lead, UUID> {
    List<Lead> findByContactOrderByNumber(UUID contact);
}
