package org.pidesk.request;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface RequestRepository extends JpaRepository<Request, String> {
    /** The case, for this transaction alone: whoever else wants to change it waits. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Request r where r.reference = :reference")
    Optional<Request> lock(String reference);

    /** {@link #lock}, of a case that there is. */
    default Request locked(Reference reference) {
        return lock(reference.value()).orElseThrow();
    }

    /** A case that there is, to be read. */
    default Request get(Reference reference) {
        return findById(reference.value()).orElseThrow();
    }

    @Query("select r.organisation from Request r where r.reference = :reference")
    Optional<String> organisationOf(String reference);

    @Query("select r from Request r where r.searching")
    List<Request> findSearching();

    @Query("select r.reference from Request r where r.closedAt is null order by r.due")
    List<String> open();
}
