/** Listeners of one kind of news inside the process. */
export interface Topic<News> {
  publish(news: News): void
  /** Returns how to stop listening. */
  subscribe(listener: (news: News) => void): () => void
}

/** A topic. A listener that throws does not keep the others from hearing. */
export function createTopic<News>(onError: (error: unknown) => void): Topic<News> {
  const listeners = new Set<(news: News) => void>()
  return {
    publish(news) {
      for (const listener of listeners) {
        try {
          listener(news)
        } catch (error) {
          onError(error)
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
